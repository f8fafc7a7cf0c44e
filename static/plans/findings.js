// A finding leads to its place in the editor: the editor listens and selects the words.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-go-field]");
    if (!link || !document.querySelector("[data-plan-editor]")) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("go-to-place", {
      detail: { field: link.dataset.goField, start: Number(link.dataset.goStart), end: Number(link.dataset.goEnd) },
    }));
  });

  // A reason that somebody is typing is not swept away by the list that refreshes itself.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.requestConfig.verb !== "get" || !event.detail.target.querySelectorAll) return;
    const reasons = Array.from(event.detail.target.querySelectorAll("[data-findings] textarea"));
    if (reasons.some(function (reason) { return reason.value.trim(); })) event.detail.shouldSwap = false;
  });
})();
