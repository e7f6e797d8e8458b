// Browsers that ignore autofocus on anything but an input still take readers to what needs their attention.
document.querySelector("[data-error-summary]")?.focus();
