// Keeps the progress of a run up to date. Without it, the page has a link that shows the current state.
(function () {
  "use strict";

  async function refresh() {
    const shown = document.querySelector("[data-progress]");
    if (!shown) return;
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("#progress");
    if (!next) return;
    if (!next.hasAttribute("data-progress")) return location.reload();
    shown.replaceChildren(...next.childNodes);
    setTimeout(refresh, 2000);
  }

  setTimeout(refresh, 2000);
})();
