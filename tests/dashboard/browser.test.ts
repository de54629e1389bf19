/** The dashboard in a real browser. One file, so that the cities are made once and all that is tested of them shares a browser. */
import { describeInBrowser } from '../server/browser';
import { STARTING_MS } from './city';
import { describeEmpty } from './empty';
import { describePages } from './pages';
import { describePickers } from './pickers';
import { describeReports } from './reports';
import { Stage } from './stage';
import { describeTasks } from './tasks';

describeInBrowser()('the dashboard in a browser', () => {
  const stage = new Stage();
  beforeAll(() => stage.open(), STARTING_MS);
  afterAll(() => stage.close());

  describeTasks(stage);
  // Before those below change the bureaus.
  describePages(stage);
  describeReports(stage);
  describePickers(stage);
  describeEmpty(stage);
});
