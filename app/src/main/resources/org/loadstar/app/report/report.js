(function () {
  var root = document.documentElement;
  var theme = document.getElementById('theme');
  theme.hidden = false;
  theme.addEventListener('click', function () {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  document.addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    if (e.key !== 't') return;
    var twins = Array.prototype.slice.call(document.querySelectorAll('.twin'));
    var open = !twins.some(function (d) { return d.open; });
    twins.forEach(function (d) { d.open = open; });
  });
  function openTarget() {
    var d = document.getElementById(location.hash.slice(1));
    if (d && d.tagName === 'DETAILS') d.open = true;
  }
  addEventListener('hashchange', openTarget);
  openTarget();
})();
