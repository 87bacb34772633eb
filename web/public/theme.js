// Runs before the first paint. The same rule is in src/shell/preferences.ts, which takes over from here.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("sonde.theme");
  } catch (_) {
    // Storage can be forbidden; then the system's choice counts.
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
