/** Pages with places to fill in: `{{name}}` is text, `{{#name}}...{{/name}}` is shown if set, once for each item of a list. */

export type Filling = { readonly [name: string]: string | boolean | readonly Filling[] | undefined };

/** Fills a page in. Every text is escaped; a name that the filling lacks is left out. */
export function fill(page: string, filling: Filling): string {
  const sections = /\{\{#(\w+)\}\}([\s\S]*?)\{\{\/\1\}\}/g;
  const shown = page.replace(sections, (_, name: string, body: string) => {
    const value = filling[name];
    if (Array.isArray(value)) return value.map((item) => fill(body, item)).join('');
    return value ? fill(body, filling) : '';
  });
  return shown.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(String(filling[name] ?? '')));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
