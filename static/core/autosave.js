// Drafts save themselves and say when; what could not be saved stays on this machine and is offered again.
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

  function start(form) {
    const status = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    const key = "ban-nhap:" + form.dataset.autosaveKey;
    let timer = null, running = false, again = false, clean = JSON.stringify(fieldsOf(form));

    function say(text, failed) {
      if (!status) return;
      status.textContent = text;
      status.classList.toggle("autosave-failed", Boolean(failed));
    }
    function keep() {
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: fieldsOf(form) })); } catch (e) { /* storage is full or off: the page still holds the text */ }
    }
    function forget() {
      try { localStorage.removeItem(key); } catch (e) { /* nothing was kept */ }
    }
    async function save() {
      if (running) { again = true; return; }
      const sent = JSON.stringify(fieldsOf(form));
      if (sent === clean) return;
      running = true;
      say("Đang lưu…");
      try {
        const body = new FormData(form);
        for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
        const response = await fetch(form.dataset.autosave, {
          method: "POST", body: body, credentials: "same-origin", redirect: "manual",
          headers: { "X-Autosave": "1", "X-CSRFToken": body.get("csrfmiddlewaretoken") || "" },
        });
        const answer = await response.json();
        if (!response.ok) throw new Error(answer.error || "Chưa lưu được.");
        clean = sent;
        const version = form.querySelector("input[name=version]");
        if (version && answer.version !== undefined) version.value = answer.version;
        if (JSON.stringify(fieldsOf(form)) === clean) forget();
        say("Đã lưu lúc " + answer.saved_at);
        form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: answer }));
      } catch (error) {
        keep();
        const sentence = error instanceof TypeError || error instanceof SyntaxError ? "Mất kết nối với máy chủ." : error.message;
        say("Chưa lưu được: " + sentence + " Nội dung đang gõ được giữ trên máy này.", true);
      }
      running = false;
      if (again) { again = false; plan(); }
    }
    function plan() {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    }
    function offer() {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch (e) { kept = null; }
      if (!kept || JSON.stringify(kept.fields) === clean) { forget(); return; }
      const box = document.createElement("div");
      box.className = "restore";
      box.setAttribute("role", "alert");
      const when = new Date(kept.at).toLocaleString("vi-VN");
      box.append("Trên máy này còn nội dung gõ lúc " + when + " chưa được lưu lên máy chủ. ");
      const use = document.createElement("button");
      use.type = "button"; use.className = "btn btn-sm btn-outline-primary"; use.textContent = "Lấy lại nội dung đó";
      const drop = document.createElement("button");
      drop.type = "button"; drop.className = "btn btn-sm btn-outline-secondary"; drop.textContent = "Bỏ đi";
      use.addEventListener("click", function () { fill(kept.fields); box.remove(); plan(); });
      drop.addEventListener("click", function () { forget(); box.remove(); });
      box.append(use, " ", drop);
      form.prepend(box);
    }
    function fill(fields) {
      for (const element of form.elements) {
        if (!element.name || !(element.name in fields) && element.type !== "checkbox") continue;
        const values = fields[element.name] || [];
        if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
        else if (element.type !== "file" && element.type !== "hidden") element.value = values.length ? values.shift() : "";
      }
    }

    form.addEventListener("input", plan);
    form.addEventListener("change", plan);
    form.addEventListener("submit", function () { clearTimeout(timer); keep(); clean = JSON.stringify(fieldsOf(form)); });
    window.addEventListener("online", save);
    window.addEventListener("beforeunload", function () { if (JSON.stringify(fieldsOf(form)) !== clean) keep(); });
    offer();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-autosave]").forEach(start);
  });
})();
