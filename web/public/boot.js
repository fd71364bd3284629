// Runs before the first paint: the theme, density and language this person chose on this computer.
;(function () {
  var root = document.documentElement
  var kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('huiyin.settings') || '{}')
  } catch (_) {}
  var dark = kept.theme ? kept.theme === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = dark ? 'dark' : 'light'
  if (kept.density === 'roomy') root.dataset.density = 'roomy'
  if (kept.language) root.lang = kept.language
})()
