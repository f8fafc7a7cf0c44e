// A button beside a field copies what stands in it; without a script the field is read-only and can be selected.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-copies]").forEach(function (button) {
      const field = document.getElementById(button.dataset.copies);
      const said = document.getElementById(button.dataset.says);
      button.hidden = false;
      button.addEventListener("click", function () {
        field.select();
        function done(works) {
          said.textContent = works ? "Đã chép." : "Trình duyệt không cho chép; hãy chọn địa chỉ rồi bấm Ctrl+C.";
        }
        // Browsers give the clipboard to pages over https only; elsewhere the older way still works.
        if (navigator.clipboard && window.isSecureContext) {
          navigator.clipboard.writeText(field.value).then(function () { done(true); }, function () { done(false); });
        } else {
          done(document.execCommand("copy"));
        }
      });
    });
  });
})();
