/** Where a site stands. */
export interface Site {
  readonly port: number;
  /** Absolute. What lies above is not served. */
  readonly documentRoot: string;
  /** Whether the document root has an index.php, which then answers whatever is no file. */
  readonly hasFrontController: boolean;
  /** The site's own name, whatever a request's Host says. */
  readonly serverName: string;
  /** A folder for sockets and for what waits to be passed on. */
  readonly scratch: string;
  /** Who the workers are, where the site is run by root. */
  readonly user?: string;
}

/** Seconds that a request in flight has left when the site is told to stop. */
const finishesWithin = 8;

/** php.ini's own `post_max_size`: what is a sensible size is for the project to say. */
const largestBody = "8m";

const types = {
  "text/html": "html htm",
  "text/css": "css",
  "text/plain": "txt",
  "text/javascript": "js mjs",
  "application/json": "json map",
  "application/manifest+json": "webmanifest",
  "application/pdf": "pdf",
  "application/xml": "xml",
  "image/svg+xml": "svg",
  "image/png": "png",
  "image/jpeg": "jpg jpeg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/x-icon": "ico",
  "font/woff2": "woff2",
} as const;

/**
 * The configuration of the web server in front of php-fpm, as an operator would write it for a site behind one proxy that
 * ends TLS: the visitor's address is the last of X-Forwarded-For, HTTPS is on where the proxy says so, and all that came
 * in reaches PHP. Bodies and replies are held until they are whole, as nginx does unless it is told otherwise.
 */
export function nginxConf(site: Site): string {
  const { port, documentRoot, hasFrontController, serverName, scratch, user } = site;
  const otherwise = hasFrontController ? "/index.php$is_args$args" : "=404";
  return `daemon off;
${user === undefined ? "" : `user ${user};`}
worker_processes 2;
worker_shutdown_timeout ${String(finishesWithin)}s;
pid ${scratch}/nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
  access_log off;
  log_not_found off;
  server_tokens off;
  types { ${Object.entries(types)
    .map(([type, endings]) => `${type} ${endings};`)
    .join(" ")} }
  default_type application/octet-stream;
  sendfile on;
  absolute_redirect off;
  client_max_body_size ${largestBody};
${["client_body", "fastcgi", "proxy", "scgi", "uwsgi"].map((kind) => `  ${kind}_temp_path ${scratch}/${kind};`).join("\n")}

  set_real_ip_from 127.0.0.0/8;
  real_ip_header X-Forwarded-For;
  map $http_x_forwarded_proto $site_https { default ""; https on; }
  map $http_x_forwarded_proto $site_scheme { default http; https https; }
  map $http_x_forwarded_proto $site_port { default $server_port; https 443; }

  server {
    listen 127.0.0.1:${String(port)};
    server_name ${quoted(serverName)};
    root ${quoted(documentRoot)};

    location ~ /\\.(?!well-known(?:/|$)) { return 404; }
    location ~* /composer\\.(?:json|lock|phar)$ { return 404; }

    location / { try_files $uri @folder; }
    location @folder {
      if (-f $document_root$uri/index.php) { rewrite ^(.*?)/*$ $1/index.php last; }
      if (-f $document_root$uri/index.html) { rewrite ^(.*?)/*$ $1/index.html last; }
      ${hasFrontController ? "rewrite ^ /index.php last;" : "return 404;"}
    }

    location ~ [^/]\\.php(?:/|$) {
      fastcgi_split_path_info ^(.+?\\.php)(/.*)?$;
      # try_files forgets it.
      set $path_info $fastcgi_path_info;
      try_files $fastcgi_script_name ${otherwise};
      fastcgi_pass unix:${scratch}/php-fpm.sock;
      fastcgi_read_timeout 60s;
      fastcgi_buffer_size 32k;
      fastcgi_buffers 16 16k;
${Object.entries(parameters)
  .map(([name, value]) => `      fastcgi_param ${name} ${value};`)
  .join("\n")}
    }
  }
}
`;
}

/** As nginx's own fastcgi.conf has them, but for what the proxy says. Every header of the request comes on top. */
const parameters = {
  GATEWAY_INTERFACE: "CGI/1.1",
  SERVER_SOFTWARE: "nginx",
  QUERY_STRING: "$query_string",
  REQUEST_METHOD: "$request_method",
  CONTENT_TYPE: "$content_type",
  CONTENT_LENGTH: "$content_length",
  SCRIPT_FILENAME: "$document_root$fastcgi_script_name",
  SCRIPT_NAME: "$fastcgi_script_name",
  PATH_INFO: "$path_info",
  REQUEST_URI: "$request_uri",
  DOCUMENT_URI: "$document_uri",
  DOCUMENT_ROOT: "$document_root",
  SERVER_PROTOCOL: "$server_protocol",
  REQUEST_SCHEME: "$site_scheme",
  HTTPS: "$site_https if_not_empty",
  REMOTE_ADDR: "$remote_addr",
  REMOTE_PORT: "$remote_port",
  SERVER_ADDR: "$server_addr",
  SERVER_PORT: "$site_port",
  SERVER_NAME: "$server_name",
  REDIRECT_STATUS: "200",
  // Else a header named Proxy would pass for the variable of that name.
  HTTP_PROXY: '""',
} as const;

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
