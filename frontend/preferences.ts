/** What one browser remembers: the theme and the height of rows. Nothing here reaches the server. */
type Theme = 'system' | 'light' | 'dark';

function chosen(): Theme {
  return (localStorage.getItem('edgewatch.theme') as Theme | null) ?? 'system';
}

function apply() {
  const theme = chosen();
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.density = localStorage.getItem('edgewatch.density') ?? 'dense';
}

(window as any).edgewatch = Object.assign((window as any).edgewatch ?? {}, {
  theme(theme: Theme) {
    localStorage.setItem('edgewatch.theme', theme);
    apply();
  },
  density(density: 'dense' | 'roomy') {
    localStorage.setItem('edgewatch.density', density);
    apply();
    document.querySelectorAll<any>('vaadin-grid.ew-grid').forEach((grid) => grid.notifyResize?.());
  },
  toggleDensity() {
    (window as any).edgewatch.density(document.documentElement.dataset.density === 'roomy' ? 'dense' : 'roomy');
  },
});

apply();
