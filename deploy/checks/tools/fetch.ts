/** Brings the tools of the tests of chart and alerts into the cache, so that they are there when the tests come. */
import { missingForAlerts, promtool } from '../src/promtool.ts';
import { chartTools, missingForChart } from '../src/tools.ts';

if ((await missingForAlerts()) === null) await promtool();
if ((await missingForChart()) === null) await chartTools();
