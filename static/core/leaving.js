// Signing out leaves no text on this machine for the next person: what is not saved yet is asked about in the page.
(function () {
  "use strict";
  const user = document.body.dataset.user || "";
  const PREFIX = "ban-nhap:" + user + ":";

  function copies() {
    const found = [];
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index);
        if (key.startsWith(PREFIX)) found.push(key);
      }
    } catch (error) { /* nothing can be kept here */ }
    return found;
  }
  // Whoever does not come back to fetch his text in a month does not need it any more.
  function forgetOld() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith("ban-nhap:")) continue;
        const kept = JSON.parse(localStorage.getItem(key) || "null"), at = Array.isArray(kept) ? (kept[0] || {}).at : (kept || {}).at;
        if (!at || Date.now() - at > 30 * 24 * 3600 * 1000) localStorage.removeItem(key);
      }
    } catch (error) { /* nothing can be kept here */ }
  }
  function forget() {
    for (const key of copies()) {
      try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ }
    }
  }
  function unsaved() {
    return Array.from(document.querySelectorAll("form[data-autosave]")).some(function (form) {
      return form.autosave && form.dataset.autosave && !form.autosave.isClean();
    });
  }

  function button(label, kind, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "btn btn-sm btn-outline-" + kind;
    element.textContent = label;
    element.addEventListener("click", act);
    return element;
  }

  function ask(form) {
    let box = form.parentElement.querySelector(".leaving");
    if (box) box.remove();
    box = document.createElement("div");
    box.className = "leaving";
    box.setAttribute("role", "alert");
    box.append("Trên máy này còn nội dung chưa được lưu lên máy chủ. Đăng xuất thì nội dung đó bị xóa khỏi máy.");
    const line = document.createElement("div");
    line.className = "actions";
    line.append(button("Ở lại để lưu", "secondary", function () {
      box.remove();
      document.querySelectorAll("form[data-autosave]").forEach(function (one) { if (one.autosave) one.autosave.now(); });
    }));
    line.append(button("Bỏ nội dung đó và đăng xuất", "danger", function () { leave(form); }));
    box.append(line);
    form.after(box);
    line.firstElementChild.focus();
  }

  function leave(form) {
    document.querySelectorAll("form[data-autosave]").forEach(function (one) { if (one.autosave) one.autosave.abandon(); });
    forget();
    form.submit();
  }

  forgetOld();
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.matches("[data-sign-out]")) return;
    event.preventDefault();
    delete form.dataset.sent;
    // Give a save that is only waiting for its pause the chance to go out first.
    const saves = Array.from(document.querySelectorAll("form[data-autosave]")).filter(function (one) { return one.autosave && one.dataset.autosave; });
    Promise.all(saves.map(function (one) { return one.autosave.finish(); })).then(function () {
      if (unsaved() || copies().length) ask(form);
      else leave(form);
    });
  }, true);
})();
