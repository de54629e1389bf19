/** Pages with places to fill in: `{{name}}` is text, `{{#name}}...{{/name}}` is shown if set, once for each item of a list. */

export type Filling = { readonly [name: string]: string | boolean | readonly Filling[] | undefined };

const PLACES = /\{\{#(\w+)\}\}([\s\S]*?)\{\{\/\1\}\}|\{\{(\w+)\}\}/g;

/** Fills a page in. Every text is escaped, and what looks like a place in it is left alone; a name without a value is left out. */
export function fill(page: string, filling: Filling): string {
  return page.replace(PLACES, (_, section: string | undefined, body: string, name: string) => {
    if (section === undefined) return escapeHtml(String(filling[name] ?? ''));
    const value = filling[section];
    if (Array.isArray(value)) return value.map((item) => fill(body, item)).join('');
    return value ? fill(body, filling) : '';
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
