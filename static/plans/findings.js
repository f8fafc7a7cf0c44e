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
})();
