/** To be imported first: graphql-js checks more, and is slower, unless it is told so before it is loaded. `serve` does the same. */
process.env.NODE_ENV ??= 'production';
