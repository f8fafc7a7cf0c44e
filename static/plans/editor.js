// The editor of a plan: what its buttons changed on the page is something to save, and the buttons keep the
// focus near the row they acted on.
(function () {
  "use strict";

  // Looking at the print in another tab leaves this form open for saving.
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-keep]");
    if (!button) return;
    const form = button.form;
    setTimeout(function () {
      delete form.dataset.sent;
      form.querySelectorAll("button[aria-busy]").forEach(function (other) {
        other.removeAttribute("aria-busy");
        other.disabled = false;
      });
    }, 400);
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    const button = event.detail.elt;
    document.querySelectorAll("[data-not-done]").forEach(function (sentence) { sentence.remove(); });
    if (button.name !== "act") return;
    const parts = button.value.split(":");
    window.planFocus = ["after", "below", "append"].includes(parts[0]) ? "" : parts[1];
  });

  // A button that could not reach the server says so where it was pressed, far from the status at the page's end.
  function sayNotDone(event, reason) {
    const field = event.detail.elt;
    if (!field.closest("#muc")) return;
    const sentence = document.createElement("div");
    sentence.className = "plan-said plan-said-failed plan-not-done";
    sentence.setAttribute("role", "alert");
    sentence.dataset.notDone = "";
    sentence.textContent = "Chưa làm được, chưa lưu gì: " + reason + " Nội dung đang gõ vẫn còn trên trang; hãy thử lại sau.";
    field.closest(".plan-buttons, .plan-task-more").after(sentence);
  }
  document.addEventListener("htmx:sendError", function (event) { sayNotDone(event, "mất kết nối với máy chủ."); });
  document.addEventListener("htmx:timeout", function (event) { sayNotDone(event, "máy chủ không trả lời."); });
  document.addEventListener("htmx:responseError", function (event) { sayNotDone(event, "máy chủ không nhận được yêu cầu này."); });

  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target.id !== "muc") return;
    const form = document.querySelector("form[data-plan-editor]");
    if (form) form.dispatchEvent(new Event("change", { bubbles: true }));
    const rows = document.querySelectorAll("[data-section]");
    const wanted = Array.from(rows).find(function (row) {
      const texts = Array.from(row.querySelectorAll("textarea"));
      return window.planFocus ? row.dataset.section === window.planFocus : texts.every(function (text) { return !text.value; });
    });
    if (wanted) wanted.querySelector("textarea").focus({ preventScroll: Boolean(window.planFocus) });
  });
})();
