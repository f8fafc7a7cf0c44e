// The board of tasks: a card goes to another column with the mouse as its button would send it there. Keys and fingers
// have the button; a card whose button leads nowhere cannot be dragged.
(function () {
  "use strict";
  let card = null;

  function wayTo(column) {
    const state = column.dataset.state;
    const button = card.querySelector("button[name=to][value='" + state + "']");
    // Whoever drags a card to "done" has something to report: the page of the task asks for it.
    return button || (state === "reported" ? card.querySelector("a[data-report]") : null);
  }
  function columnOf(event) {
    const column = card && event.target.closest ? event.target.closest(".task-column[data-state]") : null;
    return column && !column.contains(card) && wayTo(column) ? column : null;
  }
  function clear() {
    document.querySelectorAll(".task-column-over").forEach(function (column) { column.classList.remove("task-column-over"); });
  }

  document.addEventListener("pointerdown", function (event) {
    const own = event.target.closest(".task-card");
    if (own && own.querySelector("button[name=to], a[data-report]") && event.pointerType === "mouse") own.draggable = true;
  });
  document.addEventListener("dragstart", function (event) {
    card = event.target.closest ? event.target.closest(".task-card") : null;
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
    card.classList.add("task-card-dragged");
  });
  document.addEventListener("dragover", function (event) {
    const column = columnOf(event);
    clear();
    if (!column) return;
    event.preventDefault();
    column.classList.add("task-column-over");
  });
  document.addEventListener("drop", function (event) {
    const column = columnOf(event);
    if (!column) return;
    event.preventDefault();
    wayTo(column).click();
  });
  document.addEventListener("dragend", function () {
    clear();
    if (card) card.classList.remove("task-card-dragged");
    card = null;
  });
})();
