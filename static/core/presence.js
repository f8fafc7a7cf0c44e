// Says every twenty seconds that this page is open, and shows who else has the same thing open.
(function () {
  "use strict";
  const BEAT = 20000;

  function start(box) {
    let timer = null, said = null;

    function body(left) {
      const data = new FormData();
      const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      const field = document.querySelector("input[name=csrfmiddlewaretoken]");
      data.append("csrfmiddlewaretoken", cookie ? cookie[1] : field ? field.value : "");
      if (left) data.append("left", "1");
      return data;
    }
    async function beat() {
      clearTimeout(timer);
      timer = setTimeout(beat, BEAT);
      if (document.hidden && said !== null) return;
      try {
        const response = await fetch(box.dataset.presence, {
          method: "POST", body: body(false), credentials: "same-origin", redirect: "manual", headers: { "X-Autosave": "1" },
        });
        if (!response.ok) return;
        const text = await response.text();
        if (text === said) return;  // read out only what has changed
        said = text;
        const parsed = new DOMParser().parseFromString(text, "text/html");
        box.replaceChildren(...parsed.body.childNodes);
      } catch (error) { /* without the network nobody else can be seen; saving says so */ }
    }

    document.addEventListener("visibilitychange", function () { if (!document.hidden) beat(); });
    window.addEventListener("pagehide", function () {
      clearTimeout(timer);
      navigator.sendBeacon(box.dataset.presence, body(true));
    });
    window.addEventListener("pageshow", function (event) { if (event.persisted) beat(); });
    beat();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-presence]").forEach(start);
  });
})();
