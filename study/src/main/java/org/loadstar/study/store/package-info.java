/// Run folders: written whole or not at all, read back as tables, summary and manifest. The layout is that of
/// docs/run-format.md.
@NullMarked
package org.loadstar.study.store;

import org.jspecify.annotations.NullMarked;
