"""How many queries a request makes, told in a header. On only in a pass that times nothing."""

from django.db import connection

HEADER = "X-Bench-Queries"
# What opens and closes transactions reads and writes no row.
NOT_COUNTED = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


class QueryCountMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        counted = 0

        def count(execute, sql, params, many, context):
            nonlocal counted
            counted += not sql.startswith(NOT_COUNTED)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[HEADER] = str(counted)
        return response
