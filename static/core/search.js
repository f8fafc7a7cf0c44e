// The search box: "/" leads to it (unless switched off), arrows walk through what shows below, Escape closes that.
(function () {
  "use strict";
  const SWITCH = "search-key";

  function allowed() {
    try { return localStorage.getItem(SWITCH) !== "off"; } catch (error) { return true; }
  }
  function writing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  document.addEventListener("DOMContentLoaded", function () {
    const form = document.querySelector("[data-search]");
    if (!form) return;
    const box = form.querySelector("input[type=search]");
    const panel = form.querySelector(".quick-found");

    document.addEventListener("keydown", function (event) {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
      if (event.key !== "/" || !plain || event.defaultPrevented || writing(event.target) || !allowed()) return;
      event.preventDefault();
      box.focus();
      box.select();
    });

    function close() { panel.replaceChildren(); }
    function links() { return Array.from(panel.querySelectorAll("a")); }

    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && panel.childElementCount) {
        event.preventDefault();
        close();
        box.focus();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const all = [box].concat(links());
      const here = all.indexOf(document.activeElement);
      const next = all[here + (event.key === "ArrowDown" ? 1 : -1)];
      if (here < 0 || all.length < 2) return;
      event.preventDefault();
      if (next) next.focus();
    });
    form.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
    });
    document.addEventListener("click", function (event) {
      if (!form.contains(event.target)) close();
    });
    form.addEventListener("submit", function () {
      close();
      if (window.htmx) window.htmx.trigger(box, "htmx:abort");
    });
    // What arrives after the box was left or emptied is no longer wanted.
    panel.addEventListener("htmx:beforeSwap", function (event) {
      if (!form.contains(document.activeElement) || !box.value.trim()) event.detail.shouldSwap = false;
    });
    box.addEventListener("input", function () { if (!box.value.trim()) close(); });

    const choice = document.querySelector("[data-search-key]");
    if (!choice) return;
    const button = choice.querySelector("button");
    function say() {
      button.textContent = allowed() ? "Tắt phím này" : "Bật phím này";
    }
    choice.hidden = false;
    say();
    button.addEventListener("click", function () {
      try { localStorage.setItem(SWITCH, allowed() ? "off" : "on"); } catch (error) { /* private window */ }
      say();
    });
  });
})();
