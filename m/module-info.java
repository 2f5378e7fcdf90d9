module x { requires dev.annotir; }
