package dev.edgewatch.demo;

import dev.edgewatch.demo.idp.ProviderConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** The web part of the demo: the console, and the identity provider on the same port. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({dev.edgewatch.console.ConsoleApplication.class, ProviderConfiguration.class})
class DemoApplication {}
