// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private final Routes routes = new Routes();

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "*, *",
        "'', /",
        "/users, /users",
        "/users/42, /users/{id}",
        "/users/42/cart?all=1&token=secret, /users/{id}/cart",
        "/users?id=7, /users",
        "/a#part, /a",
        "/cart;jsessionid=A8F1/items, /cart",
        "http://shop.example:8080/users/42?x=1, /users/{id}",
        "http://shop.example, /",
        "/orders/123e4567-e89b-12d3-a456-426614174000, /orders/{id}",
        "/blobs/deadbeef01, /blobs/{id}",
        "/blobs/9f86d081884c7d659a2feaa0c55ad015, /blobs/{id}",
        "/api/v1/items, /api/v1/items",
        "/apis/v2beta1/x, /apis/v2beta1/x",
        "/oauth2/callback, /oauth2/callback",
        "/user123, /{id}",
        "/by-mail/jo@example.com, /by-mail/{id}",
        "/files/a%20b, /files/{id}",
        "/reset/aGVsTGxvVmZtYmFrQQ, /reset/{id}",
        "/reset/xkqzwrtplm, /reset/{id}",
        "/getUserAccountSettings, /getUserAccountSettings",
        "/shop.v1.CartService/GetCart, /shop.v1.CartService/GetCart",
        "/static/app.3f2a9b1c.js, /static/{id}",
        "/static/jquery.min.js, /static/jquery.min.js",
        "/health-check_all, /health-check_all",
        "//a//b/, //a//b/",
        "/a/b/c/d/e/f/g/h/i/j/k/l, /a/b/c/d/e/f/g/h/i/j/*",
        "/this-is-a-very-long-title-of-a-post-that-somebody-wrote, /{id}",
    })
    void clusters(String target, String route) {
        byte[] bytes = ("x" + target + "y").getBytes(UTF_8);

        assertThat(routes.route(bytes, 1, bytes.length - 1)).isEqualTo(route);
    }

    @Test
    void theSameRouteIsTheSameString() {
        byte[] bytes = "/users/42/users/43".getBytes(UTF_8);

        assertThat(routes.route(bytes, 0, 9)).isSameAs(routes.route(bytes, 9, 18));
    }

    @Test
    void longRoutesAreCut() {
        String segment = "/" + "abcdefe".repeat(4);
        byte[] bytes = segment.repeat(9).getBytes(UTF_8);

        assertThat(routes.route(bytes, 0, bytes.length)).isEqualTo(segment.repeat(6) + "/*");
    }
}
