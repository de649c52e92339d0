/**
 * An OpenID Connect provider for the demo and for tests, served by the console's own web server
 * under {@code /idp}: a few fixed people with passwords, a sign-in page, and the clients of the
 * demo. Its door is {@link dev.edgewatch.demo.idp.DemoIdentityProvider}. May use Spring Security
 * only.
 */
@NullMarked
package dev.edgewatch.demo.idp;

import org.jspecify.annotations.NullMarked;
