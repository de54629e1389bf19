/** Starts the dashboard in the page that the server sent. */
import { render } from 'preact';
import { App } from './app';
import { startTheme } from './theme';

startTheme();
const place = document.getElementById('dashboard')!;
place.replaceChildren();
render(<App />, place);
