// Small manners of every page: a pressed button says so and cannot be pressed twice; errors take the focus.
(function () {
  "use strict";

  // Signing in again in another tab changes the token of every open page; the cookie holds the one that counts.
  function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : "";
  }
  function renewToken(event) {
    const field = event.target.closest && event.target.closest("form");
    const input = field && field.querySelector("input[name=csrfmiddlewaretoken]");
    if (input && token()) input.value = token();
  }
  document.addEventListener("input", renewToken, true);
  document.addEventListener("submit", renewToken, true);
  document.addEventListener("htmx:configRequest", function (event) {
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token();
  });

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    // After the browser has read the form, or the pressed button's own name and value would be lost.
    setTimeout(function () {
      form.querySelectorAll("button[type=submit]").forEach(function (button) {
        button.setAttribute("aria-busy", "true");
        button.disabled = true;
      });
    }, 0);
  });

  // The back button brings the page back as it was left: make its buttons work again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("button[aria-busy]").forEach(function (button) {
        button.removeAttribute("aria-busy");
        button.disabled = false;
      });
    });
  });

  document.addEventListener("DOMContentLoaded", function () {
    const summary = document.querySelector("[data-error-summary]");
    if (summary) summary.focus();
    document.querySelectorAll("[data-submit-on-change]").forEach(function (field) {
      field.addEventListener("change", function () { field.form.requestSubmit(); });
    });
  });

  // A refusal (409) or a wrong form (422) is an answer to show, not an error to swallow.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.account[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
  });
})();
