/** Brings the tools of the chart's tests into the cache, so that they are there when the tests come. */
import { chartTools, missingForChart } from '../src/tools.ts';

if ((await missingForChart()) === null) await chartTools();
