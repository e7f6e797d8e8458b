// Only the chosen design's options are shown, and the preview follows the form. Without this, all options are shown under
// their design's name, and the button draws the preview.
(() => {
  const form = document.querySelector("[data-design]");
  if (!form) return;
  const show = form.querySelector("[data-show]");
  const groups = form.querySelectorAll("[data-options-of]");
  const below = form.dataset.below || "";
  const choose = () => {
    const chosen = form.querySelector("[name=template]:checked")?.value || below;
    groups.forEach((group) => { group.hidden = group.dataset.optionsOf !== chosen; });
  };
  let waiting;
  form.addEventListener("change", () => {
    choose();
    clearTimeout(waiting);
    waiting = setTimeout(() => form.requestSubmit(show), 400);
  });
  choose();
})();
