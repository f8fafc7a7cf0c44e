// How many words a text of the report has, while it is being typed: <textarea data-words="20">, 20 being the least.
(function () {
  "use strict";
  function counted(text) {
    const found = text.trim();
    return found ? found.split(/\s+/).length : 0;
  }
  document.querySelectorAll("textarea[data-words]").forEach(function (area) {
    const least = Number(area.dataset.words);
    const line = document.createElement("p");
    line.className = "word-count";
    area.insertAdjacentElement("afterend", line);
    function say() {
      const words = counted(area.value);
      line.textContent = words + " từ" + (least > 1 ? " (cần ít nhất " + least + ")" : "");
      line.classList.toggle("word-count-short", words < least);
    }
    area.addEventListener("input", say);
    say();
  });
})();
