/// Case folders: reading with every fault named by file and line, overlays, hash, schema and
/// writing.
@NullMarked
package org.loadstar.cases;

import org.jspecify.annotations.NullMarked;
