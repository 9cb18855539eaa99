"""The pages, one module each: `page(request)` gives the data of its page and the template that shows it."""
