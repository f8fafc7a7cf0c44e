// Ticked rows: say how many, and one box that ticks all.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    const form = document.querySelector("form[data-ticking]");
    if (!form) return;
    const boxes = Array.from(document.querySelectorAll("input[type=checkbox][form='" + form.id + "']"));
    const label = document.createElement("label");
    const all = document.createElement("input");
    const count = document.createElement("span");
    all.type = "checkbox";
    all.className = "form-check-input me-2";
    count.setAttribute("aria-live", "polite");
    label.append(all, count);
    form.prepend(label);
    function show() {
      const ticked = boxes.filter(function (box) { return box.checked; }).length;
      count.textContent = "Chọn tất cả (" + ticked + "/" + boxes.length + ")";
      all.checked = ticked === boxes.length;
    }
    all.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
      show();
    });
    boxes.forEach(function (box) { box.addEventListener("change", show); });
    show();
  });
})();
