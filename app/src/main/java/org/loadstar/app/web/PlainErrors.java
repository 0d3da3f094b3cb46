package org.loadstar.app.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.loadstar.study.store.Json;

/// What the server itself refuses before a route sees it, as a malformed address: the same body as every other refusal.
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int given = response.getStatus();
    int status = given < 400 || given == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ? HttpStatus.BAD_REQUEST_400 : given;
    response.setStatus(status);
    Guard.HEADERS.forEach((k, v) -> response.getHeaders().put(k, v));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answers.JSON);
    byte[] body = Json.compact(new Problem(status, status >= 500 ? "the server cannot answer" : "the request is malformed").json());
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
