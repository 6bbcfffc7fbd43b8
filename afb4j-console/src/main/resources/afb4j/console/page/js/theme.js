// Light or dark: as the system, unless chosen. Runs before the page is shown, so that it does not flash.
(() => {
  const KEY = 'afb4j-theme';
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // a browser that keeps nothing: as the system
  }
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset.theme = chosen ?? (system.matches ? 'dark' : 'light');
    document.dispatchEvent(new Event('themechange'));
  };
  system.addEventListener('change', apply);
  apply();
  document.addEventListener('themeswitch', () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    chosen = next === (system.matches ? 'dark' : 'light') ? null : next;
    try {
      if (chosen === null) {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, chosen);
      }
    } catch {
      // as above
    }
    apply();
  });
})();
