// Drafts save themselves and say when; what could not be saved stays on this machine and is offered again.
//
//   <form data-autosave="address" data-autosave-key="plan-12" data-autosave-rows="section_:section_uid task_:task_id">
//
// An empty address keeps the text on this machine only: for a page whose content is not in the database yet.
// `data-autosave-rows` says which hidden input identifies the rows of the inputs with a prefix: kept text goes back to
// its own row wherever that stands now, and never into another one.
(function () {
  "use strict";
  const PAUSE = 1500;
  const AGAIN = 8000, AT_MOST = 60000;  // while the server cannot be reached it is asked again by itself, ever less often

  // The time in Vietnam wherever the browser is, written as every page writes it: "14:05, 22/11/2026".
  function clock(at) {
    return at.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit" });
  }
  function moment(at) {
    const day = { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric" };
    return clock(at) + ", " + at.toLocaleDateString("vi-VN", day);
  }

  function fieldsOf(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || name === "csrfmiddlewaretoken" || name === "version") continue;
      (fields[name] = fields[name] || []).push(value);
    }
    return fields;
  }

  // What the page came with: somebody may have typed before this script was there.
  function fieldsAsSent(form) {
    const fields = {};
    for (const field of form.elements) {
      if (!field.name || field.disabled || field.name === "csrfmiddlewaretoken" || field.name === "version") continue;
      let values = [field.defaultValue];
      if (["submit", "button", "reset", "image", "file", "fieldset", "output", "object"].includes(field.type)) continue;
      if (field.type === "checkbox" || field.type === "radio") values = field.defaultChecked ? [field.value] : [];
      if (field.tagName === "SELECT") {
        values = Array.from(field.options).filter(function (option) { return option.defaultSelected; });
        if (!values.length && !field.multiple && field.options.length) values = [field.options[0]];
        values = values.map(function (option) { return option.value; });
      }
      if (values.length) (fields[field.name] = fields[field.name] || []).push(...values);
    }
    return fields;
  }

  function versionOf(form) {
    const field = form.querySelector("input[name=version]");
    return field ? field.value : undefined;
  }

  // The server trims what it keeps: that is not a difference to offer back.
  function trimmed(fields) {
    return JSON.stringify(fields, function (key, value) {
      return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : value;
    });
  }

  // Where kept text differs from what it was typed over: [{name, index, value, before}].
  function changesIn(kept) {
    const changes = [];
    for (const name of Object.keys(kept.fields)) {
      const before = kept.base[name] || [];
      kept.fields[name].forEach(function (value, index) {
        if (value !== before[index]) changes.push({ name: name, index: index, value: value, before: before[index] });
      });
    }
    return changes;
  }

  // The place at which the changed input stands now; -1 when its row is gone.
  function placeOf(form, kept, now, change) {
    const pairs = (form.dataset.autosaveRows || "").split(" ").filter(Boolean);
    const rule = pairs.map(function (pair) { return pair.split(":"); }).find(function (parts) { return change.name.startsWith(parts[0]); });
    if (!rule) return change.index;
    const then = kept.fields[rule[1]] || [], today = now[rule[1]] || [];
    if (JSON.stringify(then) === JSON.stringify(today)) return change.index;
    return then[change.index] ? today.indexOf(then[change.index]) : -1;
  }

  // Signing in again in another tab changes the token; the cookie holds the one that counts.
  function token(body) {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : body.get("csrfmiddlewaretoken") || "";
  }

  // Where a token stands in the body the header is not looked at: the form itself must carry the one that counts.
  function freshen(form) {
    const field = form.elements.csrfmiddlewaretoken;
    if (field) field.value = token(new FormData(form));
  }

  function store(key, copy) {
    try { localStorage.setItem(key, JSON.stringify(copy)); } catch (e) { /* storage is full or off: the page still holds the text */ }
  }
  function drop(key) {
    try { localStorage.removeItem(key); } catch (e) { /* nothing was kept */ }
  }

  function button(label, kind, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "btn btn-sm btn-outline-" + kind;
    element.textContent = label;
    element.addEventListener("click", act);
    return element;
  }

  function start(form) {
    const status = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    const key = "ban-nhap:" + (document.body.dataset.user || "") + ":" + form.dataset.autosaveKey;
    let paused = false, held = null, abandoned = false;
    let timer = null, saving = null, again = false, others = 0;
    let retry = null, delay = AGAIN;
    let clean = fieldsAsSent(form);

    function isClean() { return JSON.stringify(fieldsOf(form)) === JSON.stringify(clean); }
    function say(text, failed) {
      if (!status) return;
      status.textContent = text;
      status.classList.toggle("autosave-failed", Boolean(failed));
    }
    function askToSignIn(answer) {
      say(answer.error + " ", true);
      const link = document.createElement("a");
      link.href = answer.login;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Đăng nhập lại ở thẻ mới";
      if (status) status.append(link);
    }
    function keep() {
      if (abandoned) return;
      store(key, { at: Date.now(), base: clean, fields: fieldsOf(form), version: versionOf(form) });
    }
    function forget() {
      drop(key);
    }

    async function send() {
      if (!form.dataset.autosave) {
        keep();
        say("Đã giữ trên máy này lúc " + clock(new Date()));
        form.dispatchEvent(new CustomEvent("autosave-kept", { bubbles: true }));
        return;
      }
      const sent = fieldsOf(form);
      form.dispatchEvent(new CustomEvent("autosave-sending", { detail: { fields: sent } }));
      clearTimeout(retry);
      if (delay === AGAIN) say("Đang lưu…");
      try {
        freshen(form);
        const body = new FormData(form);
        for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
        const response = await fetch(form.dataset.autosave, {
          method: "POST", body: body, credentials: "same-origin", redirect: "manual",
          headers: { "X-Autosave": "1", "X-Autosave-User": document.body.dataset.user || "", "X-CSRFToken": token(body) },
        });
        const answer = await response.json();
        if (!response.ok) {
          const told = new CustomEvent("autosave-refused", { cancelable: true, detail: { status: response.status, answer: answer, sent: sent } });
          if (!form.dispatchEvent(told)) { keep(); return; }
          if (response.status === 401 && answer.login) { keep(); askToSignIn(answer); return; }
          // A server that is away for a while (503) is asked again by itself, as one that cannot be reached.
          throw Object.assign(new Error(answer.error || "Chưa lưu được."), { away: response.status === 503 });
        }
        const version = form.querySelector("input[name=version]");
        if (version && answer.version !== undefined) version.value = answer.version;
        // Whoever gives rows their names in the database writes them into `sent` too: that is no change to save.
        form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: Object.assign({ sent: sent }, answer) }));
        clean = sent;
        delay = AGAIN;
        if (isClean()) forget();
        say("Đã lưu lúc " + answer.saved_at);
      } catch (error) {
        keep();
        const lost = error.away || error instanceof TypeError || error instanceof SyntaxError;
        say("Chưa lưu được: " + (lost && !error.away ? "Mất kết nối với máy chủ." : error.message) + " Nội dung đang gõ được giữ trên máy này"
          + (lost ? " và tự lưu khi có kết nối." : "."), true);
        if (lost) {
          retry = setTimeout(save, delay);
          delay = Math.min(delay * 2, AT_MOST);
        }
      }
    }
    // One writer at a time: a second save, or a button of the form that saves by itself, waits for the first.
    function save() {
      if (saving || others) { again = true; return; }
      if (isClean()) return;
      if (paused) { keep(); return; }
      saving = send().finally(function () {
        saving = null;
        if (again) { again = false; plan(); }
      });
    }
    function plan() {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    }

    // What only shows the text beside it (`data-beside`) saves nothing and waits for nothing.
    function beside(event) { return Boolean(event.target.closest("[data-beside]")); }
    form.addEventListener("htmx:confirm", function (event) {
      if (!saving || beside(event)) return;
      event.preventDefault();
      saving.finally(function () { event.detail.issueRequest(true); });
    });
    form.addEventListener("htmx:beforeRequest", function (event) {
      if (beside(event)) return;
      clearTimeout(timer);
      others += 1;
    });
    form.addEventListener("htmx:afterRequest", function (event) {
      if (beside(event)) return;
      others = Math.max(0, others - 1);
      if (!event.detail.successful) { keep(); say("Chưa lưu được: Mất kết nối với máy chủ. Nội dung đang gõ được giữ trên máy này.", true); }
      if (again) { again = false; plan(); }
    });

    function put(change, place) {
      const fields = Array.from(form.elements).filter(function (element) { return element.name === change.name; });
      const field = fields[place];
      if (!field || field.type === "hidden" || field.type === "file") return false;
      if (field.type === "checkbox" || field.type === "radio") {
        fields.forEach(function (one) { if (one.value === change.value) one.checked = true; });
        return true;
      }
      if (field.value === change.value) return true;
      if (field.value !== change.before) return false;  // somebody else has changed this place since
      field.value = change.value;
      return true;
    }
    // Copies that somebody has still to decide on are kept apart, so that no save of the page takes them away.
    function waiting() {
      try { return JSON.parse(localStorage.getItem(key + ":cho") || "[]"); } catch (e) { return []; }
    }
    function wait(copy) { store(key + ":cho", waiting().filter(function (one) { return one.at !== copy.at; }).concat([copy])); }
    function settled(copy) {
      const left = waiting().filter(function (one) { return copy && one.at !== copy.at; });
      if (left.length) store(key + ":cho", left); else drop(key + ":cho");
    }

    function restore(kept, box) {
      settled(kept);
      if (!form.dispatchEvent(new CustomEvent("autosave-restore", { cancelable: true, detail: kept }))) {
        box.remove();
        if (!isClean()) keep();
        return;
      }
      const now = fieldsOf(form);
      const left = changesIn(kept).filter(function (change) { return !put(change, placeOf(form, kept, now, change)); });
      box.replaceChildren();
      const homeless = left.filter(function (change) { return change.value.trim(); });
      if (homeless.length) {
        wait(kept);  // what found no place stays until the user lets it go
        box.append("Bản trên máy chủ đã đổi ở những chỗ này. Nội dung bạn gõ ở dưới đây để chép lại:");
        homeless.forEach(function (change) {
          const text = document.createElement("textarea");
          text.className = "form-control mt-2";
          text.readOnly = true;
          text.rows = 3;
          text.setAttribute("aria-label", "Nội dung đã gõ, chưa có chỗ");
          text.value = change.value;
          box.append(text);
        });
        box.append(button("Đã chép xong, bỏ đi", "secondary", function () { settled(kept); box.remove(); }));
      } else {
        box.remove();
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function offer(kept) {
      const box = document.createElement("div");
      box.className = "restore";
      box.setAttribute("role", "alert");
      const when = moment(new Date(kept.at));
      box.append("Trên máy này còn nội dung gõ lúc " + when + " chưa được lưu lên máy chủ. ");
      box.append(
        button("Lấy lại nội dung đó", "primary", function () { restore(kept, box); }), " ",
        button("Bỏ đi", "secondary", function () { settled(kept); box.remove(); }));
      // Outside the form, so that the texts to copy are never sent with it.
      form.before(box);
    }
    // The server refused the form and sent it back as it was typed, over the same version: none of it is saved, and
    // what the page came with is not what the server holds.
    function cameBack(kept) {
      return !form.dataset.autosaveRows && kept.version !== undefined && kept.version === versionOf(form)
        && trimmed(kept.fields) === trimmed(clean) && trimmed(kept.base) !== trimmed(clean);
    }
    function offerAll() {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch (e) { kept = null; }
      drop(key);
      if (kept && kept.base && cameBack(kept)) {
        clean = kept.base;
        keep();
      } else if (kept && kept.base) wait(kept);
      for (const copy of waiting()) {
        if (copy.base && trimmed(copy.fields) !== trimmed(clean)) offer(copy);
        else settled(copy);
      }
    }

    // What other scripts of the page may ask of the saving of this form.
    form.autosave = {
      now: function () { clearTimeout(timer); if (isClean() && form.dataset.autosave) say("Mọi thứ đã được lưu."); save(); },
      isClean: isClean,
      fields: function () { return fieldsOf(form); },
      base: function () { return clean; },
      // From now on the page is compared with these fields, which the server holds as that version.
      rebase: function (fields, version) {
        clean = fields;
        const field = form.querySelector("input[name=version]");
        if (field) field.value = version;
      },
      // Save nothing until `pause("")`; `copy` ({base, fields}) is what must come back if the page is closed meanwhile.
      pause: function (sentence, copy) {
        paused = Boolean(sentence);
        if (paused && copy) { held = Object.assign({ at: Date.now() }, copy); wait(held); }
        if (paused) { (isClean() ? forget : keep)(); say(sentence, true); } else { settled(held); plan(); }
      },
      // Save what is unsaved and tell when that is done, whether it went well or not.
      finish: function () {
        clearTimeout(timer);
        save();
        return saving || Promise.resolve();
      },
      // The user gives up what is not saved: nothing of it stays on this machine.
      abandon: function () { abandoned = true; },
      keep: keep,
      say: say,
    };
    form.addEventListener("save-now", form.autosave.now);
    form.addEventListener("input", plan);
    form.addEventListener("change", plan);
    form.addEventListener("submit", function () {
      clearTimeout(timer);
      freshen(form);
      if (isClean()) return;
      keep();
      try { sessionStorage.setItem("ban-nhap-gui", key); } catch (e) { /* then it is offered once more */ }
    });
    window.addEventListener("online", save);
    // Back from the tab in which somebody signed in again.
    document.addEventListener("visibilitychange", function () { if (!document.hidden && !isClean()) plan(); });
    window.addEventListener("beforeunload", function () { if (!isClean()) keep(); });
    offerAll();
    if (!isClean()) plan();
  }

  // A form that was sent and did not come back has been taken: its copy is not needed any more.
  function forgetTaken() {
    let sent = null;
    try {
      sent = sessionStorage.getItem("ban-nhap-gui");
      sessionStorage.removeItem("ban-nhap-gui");
    } catch (e) { return; }
    if (!sent || !document.body.dataset.user) return;
    const visit = performance.getEntriesByType("navigation")[0];
    if (visit && visit.responseStatus >= 400) return;
    const back = Array.from(document.querySelectorAll("form[data-autosave]")).some(function (form) {
      return sent.endsWith(":" + form.dataset.autosaveKey);
    });
    if (!back) drop(sent);
  }

  document.addEventListener("DOMContentLoaded", function () {
    forgetTaken();
    document.querySelectorAll("form[data-autosave]").forEach(start);
  });
})();
