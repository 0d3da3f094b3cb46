/// The report of a run: one self-contained HTML file with charts drawn as SVG. It only reads
/// tables; it restates no formula
/// of the model.
@NullMarked
package org.loadstar.app.report;

import org.jspecify.annotations.NullMarked;
