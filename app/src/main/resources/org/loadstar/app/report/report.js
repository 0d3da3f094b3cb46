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
  var numeral = {'⁰': 0, '¹': 1, '²': 2, '³': 3, '⁴': 4, '⁵': 5, '⁶': 6, '⁷': 7, '⁸': 8, '⁹': 9, '⁻': '-'};
  function value(td) {
    var text = td.textContent.replace(/[\u202f\s]/g, '').replace(/\u2212/g, '-').replace('∞', 'Infinity');
    text = text.replace(/(?:×|^(?=10[⁻⁰-⁹¹²³]))10([⁻⁰-⁹¹²³]+)/, function (all, power) {
      return (all[0] === '×' ? '' : '1') + 'e' + power.split('').map(function (c) { return numeral[c]; }).join('');
    });
    var x = Number(text);
    return text === '' || x !== x ? null : x;
  }
  function sort(table, column, th) {
    var body = table.tBodies[0];
    var down = th.getAttribute('aria-sort') === 'ascending';
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (c) { c.removeAttribute('aria-sort'); });
    th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var rows = Array.prototype.map.call(body.rows, function (r) {
      var td = r.cells[column];
      return {row: r, text: td.textContent, number: td.className === 'num' ? value(td) : null, numeric: td.className === 'num'};
    });
    rows.sort(function (a, b) {
      var none = (a.numeric ? a.number === null : a.text === '') - (b.numeric ? b.number === null : b.text === '');
      if (none) return none;
      var order = a.numeric && b.numeric ? a.number - b.number : a.text.localeCompare(b.text);
      return down ? -order : order;
    });
    rows.forEach(function (r) { body.appendChild(r.row); });
  }
  Array.prototype.forEach.call(document.querySelectorAll('.scroll'), function (box) {
    var table = box.querySelector('table');
    if (table.tBodies[0].rows.length < 2) return;
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (th, column) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = th.textContent;
      th.textContent = '';
      th.appendChild(button);
      button.addEventListener('click', function () { sort(table, column, th); });
    });
    if (table.tBodies[0].rows.length < 10) return;
    var input = document.createElement('input');
    input.className = 'filter';
    input.type = 'search';
    input.placeholder = 'Filter rows';
    input.setAttribute('aria-label', 'Filter rows of: ' + box.getAttribute('aria-label'));
    box.parentNode.insertBefore(input, box);
    input.addEventListener('input', function () {
      var words = input.value.toLowerCase().split(/\s+/);
      Array.prototype.forEach.call(table.tBodies[0].rows, function (r) {
        var text = r.textContent.toLowerCase();
        r.hidden = !words.every(function (w) { return text.indexOf(w) >= 0; });
      });
    });
  });
  addEventListener('hashchange', openTarget);
  openTarget();
})();
