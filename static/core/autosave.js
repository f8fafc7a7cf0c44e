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

  function fieldsOf(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || name === "csrfmiddlewaretoken" || name === "version") continue;
      (fields[name] = fields[name] || []).push(value);
    }
    return fields;
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
    let paused = false;
    let timer = null, saving = null, again = false, others = 0, homelessText = false;
    let clean = fieldsOf(form);

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
      const copy = { at: Date.now(), base: clean, fields: fieldsOf(form) };
      try { localStorage.setItem(key, JSON.stringify(copy)); } catch (e) { /* storage is full or off: the page still holds the text */ }
    }
    function forget() {
      if (homelessText) return;  // what found no place stays until the user lets it go
      try { localStorage.removeItem(key); } catch (e) { /* nothing was kept */ }
    }

    async function send() {
      if (!form.dataset.autosave) {
        keep();
        say("Đã giữ trên máy này lúc " + new Date().toLocaleTimeString("vi-VN"));
        form.dispatchEvent(new CustomEvent("autosave-kept", { bubbles: true }));
        return;
      }
      const sent = fieldsOf(form);
      form.dispatchEvent(new CustomEvent("autosave-sending", { detail: { fields: sent } }));
      say("Đang lưu…");
      try {
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
          throw new Error(answer.error || "Chưa lưu được.");
        }
        const version = form.querySelector("input[name=version]");
        if (version && answer.version !== undefined) version.value = answer.version;
        // Whoever gives rows their names in the database writes them into `sent` too: that is no change to save.
        form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: Object.assign({ sent: sent }, answer) }));
        clean = sent;
        if (isClean()) forget();
        say("Đã lưu lúc " + answer.saved_at);
      } catch (error) {
        keep();
        const lost = error instanceof TypeError || error instanceof SyntaxError;
        say("Chưa lưu được: " + (lost ? "Mất kết nối với máy chủ." : error.message) + " Nội dung đang gõ được giữ trên máy này.", true);
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

    form.addEventListener("htmx:confirm", function (event) {
      if (!saving) return;
      event.preventDefault();
      saving.finally(function () { event.detail.issueRequest(true); });
    });
    form.addEventListener("htmx:beforeRequest", function () { clearTimeout(timer); others += 1; });
    form.addEventListener("htmx:afterRequest", function (event) {
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
    function restore(kept, box) {
      if (!form.dispatchEvent(new CustomEvent("autosave-restore", { cancelable: true, detail: kept }))) {
        box.remove();
        if (!paused) forget();
        return;
      }
      const now = fieldsOf(form);
      const left = changesIn(kept).filter(function (change) { return !put(change, placeOf(form, kept, now, change)); });
      box.replaceChildren();
      const homeless = left.filter(function (change) { return change.value.trim(); });
      homelessText = homeless.length > 0;
      forget();
      if (homelessText) {
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
        box.append(button("Đã chép xong, bỏ đi", "secondary", function () { homelessText = false; forget(); box.remove(); }));
      } else {
        box.remove();
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function offer() {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch (e) { kept = null; }
      if (!kept || !kept.base || trimmed(kept.fields) === trimmed(clean)) { forget(); return; }
      const box = document.createElement("div");
      box.className = "restore";
      box.setAttribute("role", "alert");
      const when = new Date(kept.at).toLocaleString("vi-VN");
      box.append("Trên máy này còn nội dung gõ lúc " + when + " chưa được lưu lên máy chủ. ");
      box.append(
        button("Lấy lại nội dung đó", "primary", function () { restore(kept, box); }), " ",
        button("Bỏ đi", "secondary", function () { forget(); box.remove(); }));
      // Outside the form, so that the texts to copy are never sent with it.
      form.before(box);
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
      pause: function (sentence) { paused = Boolean(sentence); if (sentence) { keep(); say(sentence, true); } else plan(); },
      keep: keep,
      forget: forget,
      say: say,
    };
    form.addEventListener("save-now", form.autosave.now);
    form.addEventListener("input", plan);
    form.addEventListener("change", plan);
    form.addEventListener("submit", function () { clearTimeout(timer); if (!isClean()) keep(); });
    window.addEventListener("online", save);
    // Back from the tab in which somebody signed in again.
    document.addEventListener("visibilitychange", function () { if (!document.hidden && !isClean()) plan(); });
    window.addEventListener("beforeunload", function () { if (!isClean()) keep(); });
    offer();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-autosave]").forEach(start);
  });
})();
