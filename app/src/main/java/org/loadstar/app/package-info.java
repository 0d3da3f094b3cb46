/// The command line. Thin: it reads options, calls the studies and prints what they return.
@NullMarked
package org.loadstar.app;

import org.jspecify.annotations.NullMarked;
