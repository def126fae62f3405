def write_charts(folder, found):
    pass
