// The bell: its number is asked for every half minute while the page is looked at; a click lists the newest below it.
(function () {
  "use strict";
  const EVERY = 30000;

  function nodes(text) {
    return new DOMParser().parseFromString(text, "text/html").body.childNodes;
  }

  function start(place) {
    const link = place.querySelector("a"), number = place.querySelector("[data-bell-number]");
    let timer = null, over = false, asked = 0, panel = null;

    async function look() {
      clearTimeout(timer);
      if (over) return;
      timer = setTimeout(look, EVERY);
      if (document.hidden) return;
      asked = Date.now();
      const shown = number.querySelector("[data-unread]");
      const query = new URLSearchParams({ so: shown ? shown.dataset.unread : "0", ai: document.body.dataset.user || "" });
      try {
        const answer = await fetch(place.dataset.bell + "?" + query, { credentials: "same-origin", redirect: "manual" });
        if (answer.status === 286) over = true;  // nobody is signed in here any more: ask no further and say nothing
        if (answer.status === 200) number.replaceChildren(...nodes(await answer.text()));
      } catch (error) { /* without the network there is nothing new; the next look may find something */ }
    }

    function close(back) {
      if (!panel) return;
      panel.remove();
      panel = null;
      link.setAttribute("aria-expanded", "false");
      if (back) link.focus();
    }
    async function open() {
      try {
        const answer = await fetch(place.dataset.bellNewest, { credentials: "same-origin", redirect: "manual" });
        if (answer.status !== 200) throw new Error("no list");
        const found = Array.from(nodes(await answer.text())).find(function (node) { return node.nodeType === 1; });
        close(false);
        panel = place.appendChild(found);
        link.setAttribute("aria-expanded", "true");
        panel.focus();
      } catch (error) {
        window.location.assign(link.href);  // the page of all messages says what is wrong, or shows them
      }
    }

    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      if (panel) close(true);
      else open();
    });
    place.addEventListener("keydown", function (event) { if (event.key === "Escape") close(true); });
    document.addEventListener("click", function (event) { if (!place.contains(event.target)) close(false); });
    place.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !place.contains(event.relatedTarget)) close(false);
    });
    // Whoever comes back to this tab may have read the messages in another one.
    document.addEventListener("visibilitychange", function () { if (!document.hidden && Date.now() - asked > 1000) look(); });
    window.addEventListener("focus", function () { if (Date.now() - asked > 1000) look(); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) look(); });
    window.addEventListener("pagehide", function () { clearTimeout(timer); });
    timer = setTimeout(look, EVERY);
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-bell]").forEach(start);
  });
})();
