// Long lists of boxes: how many are ticked, and one box that ticks them all.
// <form|fieldset|table data-ticking>: the boxes inside it, or those that name the form.
(function () {
  "use strict";
  const FEW = 2;

  function boxesOf(place) {
    const elsewhere = place.id ? "input[type=checkbox][form='" + place.id + "']" : null;
    const found = Array.from(place.querySelectorAll("input[type=checkbox]:not(:disabled)"));
    return elsewhere ? found.concat(Array.from(document.querySelectorAll(elsewhere))) : found;
  }

  function put(label, place) {
    const legend = place.querySelector(":scope > legend");
    if (legend) legend.after(label);
    else if (place.tagName === "TABLE") place.before(label);
    else place.prepend(label);
  }

  function begin(place) {
    const boxes = boxesOf(place);
    if (boxes.length < FEW || place.querySelector(":scope > .tick-all")) return;
    const label = document.createElement("label");
    const all = document.createElement("input");
    const count = document.createElement("span");
    label.className = "tick-all";
    all.type = "checkbox";
    all.className = "form-check-input me-2";
    count.setAttribute("aria-live", "polite");
    label.append(all, count);
    put(label, place);
    function show() {
      const ticked = boxes.filter(function (box) { return box.checked; }).length;
      count.textContent = "Chọn tất cả (" + ticked + "/" + boxes.length + ")";
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    all.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
      show();
    });
    boxes.forEach(function (box) { box.addEventListener("change", show); });
    show();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-ticking]").forEach(begin);
  });
  // A list that was searched comes anew.
  document.addEventListener("htmx:afterSwap", function (event) {
    document.querySelectorAll("[data-ticking]").forEach(function (place) {
      if (place === event.detail.elt || event.detail.elt.contains(place)) begin(place);
    });
  });
})();
