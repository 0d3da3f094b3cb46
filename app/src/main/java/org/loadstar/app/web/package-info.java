/// The web desk: a JSON API over the run store, cases and jobs that run as processes of their own, and the pages of the front end.
@NullMarked
package org.loadstar.app.web;

import org.jspecify.annotations.NullMarked;
