/* The inner loop of normalize/similarity.py as machine code: the same costs as the Python there, which serves where this
   is not built. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define LETTERS 128
#define LONGEST 96

/* What each sound read for another costs, by the places of the sounds in `symbols`. */
typedef struct {
    PyObject_HEAD
    int16_t place[LETTERS]; /* -1 for a letter that is no sound */
    int count;
    uint16_t *pairs;
} Aligner;

static int aligner_init(Aligner *self, PyObject *args, PyObject *keywords)
{
    const char *symbols;
    Py_ssize_t count;
    PyObject *pairs;
    if (self->pairs != NULL) {
        PyErr_SetString(PyExc_TypeError, "made already");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "s#O!", &symbols, &count, &PyList_Type, &pairs))
        return -1;
    if (count < 1 || count > LETTERS || PyList_GET_SIZE(pairs) != count * count) {
        PyErr_SetString(PyExc_ValueError, "every sound needs a price beside every other");
        return -1;
    }
    for (int at = 0; at < LETTERS; at++)
        self->place[at] = -1;
    for (int at = 0; at < count; at++) {
        if ((unsigned char)symbols[at] >= LETTERS) {
            PyErr_SetString(PyExc_ValueError, "a sound is written as an ASCII letter");
            return -1;
        }
        self->place[(int)symbols[at]] = (int16_t)at;
    }
    uint16_t *prices = PyMem_Malloc((size_t)(count * count) * sizeof(uint16_t));
    if (prices == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < count * count; at++) {
        long price = PyLong_AsLong(PyList_GET_ITEM(pairs, at));
        if (price < 0 || price > UINT16_MAX) {
            PyMem_Free(prices);
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_ValueError, "a price is a small number from 0");
            return -1;
        }
        prices[at] = (uint16_t)price;
    }
    self->count = (int)count;
    self->pairs = prices;
    return 0;
}

static void aligner_dealloc(Aligner *self)
{
    PyMem_Free(self->pairs);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

/* Read a word as places of its sounds, with the price of each alone: the length, or -1 where it is not of that sort. */
static int read_word(const Aligner *self, PyObject *word, PyObject *prices, uint8_t *places, uint16_t *alone)
{
    if (!PyUnicode_Check(word) || !PyBytes_Check(prices) || !PyUnicode_IS_ASCII(word))
        return -1;
    Py_ssize_t length = PyUnicode_GET_LENGTH(word);
    const unsigned char *letters = PyUnicode_1BYTE_DATA(word);
    if (length > LONGEST || PyBytes_GET_SIZE(prices) != length * (Py_ssize_t)sizeof(uint16_t))
        return -1;
    for (Py_ssize_t at = 0; at < length; at++) {
        if (self->place[letters[at]] < 0)
            return -1;
        places[at] = (uint8_t)self->place[letters[at]];
    }
    memcpy(alone, PyBytes_AS_STRING(prices), (size_t)length * sizeof(uint16_t));
    return (int)length;
}

/* cost(first, its prices, second, its prices, limit): see alignment_cost; -1 where the words are not of sounds known here. */
static PyObject *aligner_cost(Aligner *self, PyObject *const *args, Py_ssize_t count)
{
    uint8_t first[LONGEST], second[LONGEST];
    uint16_t dropped[LONGEST], inserted[LONGEST];
    long above[LONGEST + 1];
    if (count != 5 || self->pairs == NULL) {
        PyErr_SetString(PyExc_TypeError, "cost takes two words, the prices of each, and a limit");
        return NULL;
    }
    long limit = PyLong_AsLong(args[4]);
    if (limit == -1 && PyErr_Occurred())
        return NULL;
    int rows = read_word(self, args[0], args[1], first, dropped);
    int columns = read_word(self, args[2], args[3], second, inserted);
    if (rows < 0 || columns < 0)
        return PyLong_FromLong(-1);
    above[0] = 0;
    for (int at = 0; at < columns; at++)
        above[at + 1] = above[at] + inserted[at];
    for (int row = 0; row < rows; row++) {
        const uint16_t *pair = self->pairs + first[row] * self->count;
        long diagonal = above[0], last = diagonal + dropped[row], least = last;
        above[0] = last;
        for (int at = 0; at < columns; at++) {
            long over = above[at + 1], cost = diagonal + pair[second[at]];
            if (over + dropped[row] < cost)
                cost = over + dropped[row];
            if (last + inserted[at] < cost)
                cost = last + inserted[at];
            if (cost < least)
                least = cost;
            diagonal = over;
            above[at + 1] = last = cost;
        }
        if (least > limit)
            return PyLong_FromLong(limit + 1);
    }
    return PyLong_FromLong(above[columns]);
}

static PyMethodDef aligner_methods[] = {
    {"cost", (PyCFunction)(void (*)(void))aligner_cost, METH_FASTCALL, "Return the cost of the cheapest alignment."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject AlignerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "normalize.native.Aligner",
    .tp_doc = "Prices of sounds beside each other: (symbols, prices row by row).",
    .tp_basicsize = sizeof(Aligner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)aligner_init,
    .tp_dealloc = (destructor)aligner_dealloc,
    .tp_methods = aligner_methods,
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "native", "The inner loop of the alignment of sounds.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_native(void)
{
    if (PyType_Ready(&AlignerType) < 0)
        return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && PyModule_AddObjectRef(module, "Aligner", (PyObject *)&AlignerType) < 0)
        Py_CLEAR(module);
    return module;
}
