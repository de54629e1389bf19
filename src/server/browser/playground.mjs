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

/** A question in the address (`?query=` and `?variables=`) comes first, then the examples. */
async function start() {
  const examples = await (await fetch('/playground/operations.json')).json();
  const address = new URLSearchParams(location.search);
  const query = address.get('query') ?? undefined;
  const variables = address.get('variables') ?? undefined;
  const tabs = examples.map((example) => ({ query: example.query, variables: example.variables }));
  const known = examples.some((example) => example.query === query);
  const asked = query === undefined ? [] : [{ query, variables }];
  createRoot(document.getElementById('playground')).render(
    createElement(GraphiQL, {
      fetcher,
      initialQuery: query,
      initialVariables: variables,
      defaultTabs: [...asked, ...(known ? tabs.filter((tab) => tab.query !== query) : tabs)],
      defaultEditorToolsVisibility: true,
      inputValueDeprecation: true,
      schemaDescription: true,
    }),
  );
}

start();
