// The playground: GraphiQL on this server's own files. Runs in the browser; bundled by tools/build-assets.mjs.
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './playground.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const WORKERS = { json: '/assets/json.worker.js', graphql: '/assets/graphql.worker.js' };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(WORKERS[label] ?? '/assets/editor.worker.js', { name: label }),
};

/** GraphiQL's own fetcher brings code for subscriptions, of which this server has none. */
async function fetcher(request, { headers = {} } = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...headers,
    },
    body: JSON.stringify(request),
  });
  return response.json();
}

/** Where GraphiQL keeps the tabs of earlier visits. */
const KEPT_TABS = 'graphiql:tabState';

/**
 * A question in the address (`?query=` and `?variables=`) is shown first; the examples are the tabs of a first visit. GraphiQL
 * takes the text of its first editors from their own properties, and would add them as one more tab to those that it kept.
 */
async function start() {
  const examples = await (await fetch('/playground/operations.json')).json();
  const address = new URLSearchParams(location.search);
  const query = address.get('query');
  const asked = query === null ? [] : [{ query, variables: address.get('variables') ?? undefined }];
  const tabs = [...asked, ...examples.filter((example) => example.query !== query)];
  const first = localStorage.getItem(KEPT_TABS) === null ? tabs[0] : asked[0];
  createRoot(document.getElementById('playground')).render(
    createElement(GraphiQL, {
      fetcher,
      initialQuery: first?.query,
      initialVariables: first?.variables,
      defaultTabs: tabs.map(({ query, variables }) => ({ query, variables })),
      defaultEditorToolsVisibility: true,
      inputValueDeprecation: true,
      schemaDescription: true,
    }),
  );
}

start();
