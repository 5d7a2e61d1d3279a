/** The sample page: it shows the messages of the api, and sends the browser there to post new ones. */
package dev.holdfast.web;
