/** Everything that draws, in one file of its own: loaded when the first chart is shown. */
export { BarChart } from './bar-chart';
export { LineChart } from './line-chart';
export { ScatterChart } from './scatter-chart';
