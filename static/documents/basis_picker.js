/* Puts a legal basis into a text as its own line where the caret is: in full, or short when the text has it already. */
(() => {
  "use strict";
  if (window.basisPicker) return; // the fragment may come twice into one page
  window.basisPicker = true;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D")
    .toLowerCase().replace(/\s*([/-])\s*/g, "$1");

  function mentioned(field, mark) {
    const texts = field.form ? [...field.form.querySelectorAll("textarea")] : [field];
    const at = fold(mark).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = new RegExp(`(^|[^\\p{L}\\p{N}/])${at}(?![\\p{L}\\p{N}/])`, "u");
    return texts.some((text) => whole.test(fold(text.value)));
  }

  function insert(field, line) {
    const caret = field.selectionStart ?? field.value.length;
    const text = field.value;
    const inLine = caret > 0 && text[caret - 1] !== "\n";
    let place = inLine ? text.indexOf("\n", caret) : caret;
    if (place < 0) place = text.length;
    const written = (place > 0 && text[place - 1] !== "\n" ? "\n" : "") + line + (text[place] && text[place] !== "\n" ? "\n" : "");
    field.focus();
    field.setSelectionRange(place, place);
    // The old command keeps the browser's own undo; where it is gone the text is put in by hand.
    if (!document.execCommand("insertText", false, written)) field.setRangeText(written, place, place, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The whole list above the bar that stays at the foot of the page.
  function show(picker) {
    picker.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("toggle", (event) => {
    const picker = event.target;
    if (!(picker instanceof Element) || !picker.matches("[data-basis-picker]") || !picker.open) return;
    const search = picker.querySelector("input");
    window.htmx?.trigger(search, "basis-open");
    search.focus({ preventScroll: true });
    show(picker);
  }, true);

  document.addEventListener("htmx:afterSwap", (event) => {
    const picker = event.target.closest?.("[data-basis-picker]");
    if (picker?.open) show(picker);
  });

  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.(".basis-choice");
    if (!choice) return;
    const picker = choice.closest("[data-basis-picker]");
    const field = document.getElementById(picker.dataset.target);
    if (!field) return;
    const short = mentioned(field, choice.dataset.basisMark);
    insert(field, short ? choice.dataset.basisShort : choice.dataset.basisFull);
    picker.querySelector(".basis-said").textContent = short
      ? "Đã thêm dạng ngắn, vì văn bản đã viện dẫn căn cứ này." : "Đã thêm căn cứ vào phần mở đầu.";
  });
})();
