/**
 * What people do, in a real browser against the whole demo: three regions, PostgreSQL, the identity
 * provider, agents. One demo and one browser for all of these tests.
 */
package dev.edgewatch.flows;
