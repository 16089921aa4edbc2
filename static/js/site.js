/* Every script of the site, a file per concern. Collected, they are joined into this one,
   as the style sheets are. */

import "./page.js";
import "./answers.js";
import "./autosave.js";
import "./composer.js";
import "./reading.js";
