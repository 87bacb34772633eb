/** The HTTP server of REST and UI. Start at {@link io.sonde.server.web.WebServer}. */
@NullMarked
package io.sonde.server.web;

import org.jspecify.annotations.NullMarked;
