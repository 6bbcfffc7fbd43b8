// Light or dark: as the system, unless switched.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;
  try {
    chosen = localStorage.getItem('afb4j-theme');
  } catch {
    // a browser that keeps nothing
  }
  const apply = () => {
    document.documentElement.dataset.theme = chosen ?? (system.matches ? 'dark' : 'light');
  };
  system.addEventListener('change', apply);
  apply();
  document.addEventListener('themeswitch', () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    chosen = next === (system.matches ? 'dark' : 'light') ? null : next;
    try {
      if (chosen === null) {
        localStorage.removeItem('afb4j-theme');
      } else {
        localStorage.setItem('afb4j-theme', chosen);
      }
    } catch {
      // as above
    }
    apply();
  });
})();
